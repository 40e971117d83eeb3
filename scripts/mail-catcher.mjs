import { mkdirSync, renameSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { SMTPServer } from 'smtp-server';

/** A mail server that delivers nothing: whatever it is given becomes a file, the oldest first by name. */
const port = Number(process.env.MAIL_PORT);
const folder = process.env.MAIL_FOLDER ?? '';
const BYTES_MAX = 10 * 1024 * 1024;
let count = 0;

mkdirSync(folder, { recursive: true });
const server = new SMTPServer({
  authOptional: true,
  disabledCommands: ['STARTTLS'],
  size: BYTES_MAX,
  onAuth: (_auth, _session, done) => done(null, { user: 'anybody' }),
  onData(stream, session, done) {
    const parts = [];
    stream.on('data', (part) => parts.push(part));
    stream.on('end', () => {
      const to = session.envelope.rcptTo.map(({ address }) => address).join(', ');
      const name = `${new Date().toISOString().replaceAll(':', '-')}-${String(++count).padStart(6, '0')}.eml`;
      const file = path.join(folder, name);
      // Whole or not there: who reads the folder sees no half mail.
      writeFileSync(`${file}.part`, Buffer.concat([Buffer.from(`X-Caught-For: ${to}\r\n`), ...parts]));
      renameSync(`${file}.part`, file);
      done();
    });
  },
});
server.on('error', (fault) => console.error(fault.message));
server.listen(port, '127.0.0.1');
process.on('disconnect', () => process.exit(0));
