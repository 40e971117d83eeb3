export interface TemporaryPostgres {
  readonly url: string;
  urlOf(database: string): string;
  stop(): Promise<void>;
}

export function temporaryFolder(label: string): string;
export function openTemporaryPostgres(label: string): Promise<TemporaryPostgres>;
