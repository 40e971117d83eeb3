export type PostVerb = 'reply' | 'edit' | 'delete' | 'accept' | 'withdraw' | 'history' | 'block';
