import notifications from '../en/notifications.json' with { type: 'json' };

/** The inbox and its settings, apart from the rest since guests never see them. */
export const enNotifications = { notifications };
