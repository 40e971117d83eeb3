// Sane on two cores and small memory.
const SETTINGS = {
  // What was acknowledged is on the disk, whatever is killed; the api refuses to start otherwise.
  synchronous_commit: 'on',
  fsync: 'on',
  full_page_writes: 'on',
  listen_addresses: '127.0.0.1',
  unix_socket_directories: '',
  max_connections: 100,
  shared_buffers: '256MB',
  effective_cache_size: '1GB',
  work_mem: '8MB',
  maintenance_work_mem: '64MB',
  max_wal_size: '1GB',
  random_page_cost: 1.1,
  jit: 'off',
  timezone: 'UTC',
  log_timezone: 'UTC',
  // Errors of statements go to the api, which logs them without the words people wrote.
  log_min_messages: 'log',
  log_checkpoints: 'off',
  log_destination: 'stderr',
  logging_collector: 'off',
};

export const asFlags = () => Object.entries(SETTINGS).flatMap(([name, value]) => ['-c', `${name}=${value}`]);
