/** A process with a tiny city in it, to be killed: `node run-tiny-city.ts <assembly> <data folder> <speed>`. */
import { startCity } from '../../local/city.ts';

const [assembly = '', dataDir = '', speed = '1'] = process.argv.slice(2);
await startCity({ assembly, dataDir, port: 0, speed: Number(speed) });
process.stdout.write('open\n');
