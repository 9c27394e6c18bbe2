import { parseArgs } from 'node:util';
import { publicMediaOrigin, readyApps, startPractice } from './practice.ts';

const { values } = parseArgs({ options: { port: { type: 'string' }, data: { type: 'string' } } });
const port = Number(values.port ?? 0);
if (!Number.isInteger(port) || port < 0 || port > 65_535) {
  console.error('--port must be a number from 0 to 65535.');
  process.exit(2);
}

const practice = await startPractice({
  port,
  ...(values.data === undefined ? {} : { dataFile: values.data }),
});
console.log(`Practice platforms at ${practice.origin} (nothing here is public)`);
console.log(`Feed:  ${practice.origin}/`);
console.log(`Panel: ${practice.origin}/panel`);
for (const [platform, { clientId, clientSecret }] of Object.entries(readyApps)) {
  console.log(`${platform}: app ${clientId}${clientSecret === undefined ? '' : `, secret ${clientSecret}`}`);
}
console.log(`PICSCRIPTER_HOSTS='${JSON.stringify(practice.hosts)}'`);
console.log(`PICSCRIPTER_PUBLIC_MEDIA='${publicMediaOrigin}'`);

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.once(signal, () => void practice.close().then(() => process.exit(0)));
}
