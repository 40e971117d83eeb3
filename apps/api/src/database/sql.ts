/** A prepared statement: its name is its identity in the connection. */
export interface Statement {
  readonly name: string;
  readonly text: string;
}

const named = new Map<string, string>();

/** Names a statement once for the life of the process. Two texts under one name are a fault of the programmer. */
export function statement(name: string, text: string): Statement {
  const known = named.get(name);
  if (known !== undefined && known !== text) throw new Error(`Two statements are called ${name}`);
  named.set(name, text);
  return { name, text };
}
