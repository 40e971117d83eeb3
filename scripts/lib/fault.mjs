/** A fault that the person at the terminal can mend: told in one line, without a stack. */
export class Fault extends Error {
  name = 'Fault';
}

const FULL = /No space left on device|ENOSPC|Disk quota exceeded|EDQUOT|not enough space on the disk/i;

export const isFullDisk = (text) => FULL.test(String(text));

const NOT_ALLOWED = /\b(EACCES|EPERM|EROFS)\b|permission denied|read-only file system/i;
export const isDenied = (text) => NOT_ALLOWED.test(String(text));

const says = (error) => `${error?.code} ${error?.message}`;

export const fullDisk = (folder) =>
  new Fault(`The disk that holds ${folder} is full. Free some space, or set DATA_DIR to a folder elsewhere.`);

export const unwritable = (folder, why) =>
  new Fault(`${folder} cannot be written to (${why}). Set DATA_DIR to a folder that you may write to.`);

const DENIED = { EACCES: 'permission denied', EPERM: 'not permitted', EROFS: 'read-only file system' };

/** Turns what a file call threw about DATA_DIR into a fault in plain words. */
export function folderFault(error, folder) {
  if (error instanceof Fault) return error;
  if (isFullDisk(says(error))) return fullDisk(folder);
  if (DENIED[error?.code]) return unwritable(folder, DENIED[error.code]);
  if (error?.code === 'ENOTDIR' || error?.code === 'EEXIST')
    return unwritable(folder, 'a file stands in its way');
  // As below /proc, where no folder can be made.
  if (error?.code === 'ENOENT' && error.syscall === 'mkdir')
    return unwritable(folder, 'it cannot be made there');
  return error;
}

/** Ends the program with what went wrong: one line for a fault, everything for a mistake of ours. */
export function fail(error) {
  if (error instanceof Fault) console.error(error.message);
  else if (isFullDisk(says(error))) console.error('The disk is full. Free some space, then start again.');
  else console.error(error);
  process.exit(1);
}
