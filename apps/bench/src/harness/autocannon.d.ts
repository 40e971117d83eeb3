/** The part of autocannon that the bench uses; it brings no types of its own. */
declare module 'autocannon' {
  export interface CannonRequest {
    method?: string;
    path: string;
    headers?: Record<string, string>;
    body?: string;
    setupRequest?: (request: CannonRequest) => CannonRequest;
  }
  export interface CannonClient {
    setRequests(requests: CannonRequest[]): void;
  }
  export interface CannonResult {
    duration: number;
    '2xx': number;
    non2xx: number;
    errors: number;
    timeouts: number;
    throughput: { average: number };
    statusCodeStats: Record<string, { count: number }>;
  }
  export default function autocannon(options: {
    url: string;
    connections: number;
    duration: number;
    setupClient: (client: CannonClient) => void;
  }): Promise<CannonResult>;
}
