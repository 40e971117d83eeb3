/* For web push alone: it keeps no page and answers no request. */
self.addEventListener('push', (event) => {
  let notice = {};
  try {
    notice = event.data?.json() ?? {};
  } catch {
    // Not ours; shown without words of its own, since a push that shows nothing is held against the site.
  }
  const { title = 'Fingerpost', body = '', path = '/inbox', tag } = notice;
  event.waitUntil(
    self.registration.showNotification(title, { body, tag, data: { path }, icon: '/touch-icon.png' }),
  );
});

self.addEventListener('notificationclick', (event) => {
  event.notification.close();
  // Only to a page of this site, whatever the message says.
  const to = new URL(event.notification.data?.path ?? '/inbox', self.location.origin);
  const path = to.origin === self.location.origin ? to.href : self.location.origin;
  event.waitUntil(
    self.clients.matchAll({ type: 'window' }).then(async (windows) => {
      const open = windows.find((client) => client.url === path);
      return open ? open.focus() : self.clients.openWindow(path);
    }),
  );
});
