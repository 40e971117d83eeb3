export const collectionPath = ({ id, slug }: { id: number; slug: string }): string =>
  `/collections/${id}-${slug}`;
