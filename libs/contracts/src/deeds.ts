/** Where the licences themselves can be read. Free of zod, so that the browser can load it alone. */
export const DEEDS: Partial<Record<string, string>> = {
  'cc-by': 'https://creativecommons.org/licenses/by/4.0/',
  'cc-by-sa': 'https://creativecommons.org/licenses/by-sa/4.0/',
  'cc-by-nc': 'https://creativecommons.org/licenses/by-nc/4.0/',
  cc0: 'https://creativecommons.org/publicdomain/zero/1.0/',
  ogl: 'https://www.nationalarchives.gov.uk/doc/open-government-licence/version/3/',
};
