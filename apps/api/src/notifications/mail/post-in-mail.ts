/** A mail shows no picture from afar, and its links lead to the site from wherever it is read. */
export function forMail(html: string, text: string, address: string): { html: string; text: string } {
  return {
    html: html.replace(/<img\b[^>]*>/gi, '').replace(/(href=")\/(?!\/)/g, `$1${address}/`),
    text,
  };
}
