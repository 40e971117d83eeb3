export const eventPath = ({ id, slug }: { id: number; slug: string }): string => `/events/${id}-${slug}`;
