import { migrate } from '../store/migrate.ts';
import { migrations } from '../store/migrations/all.ts';

// A process that starts: it brings the database up to date and says what it found.

const report = await migrate(process.argv[2] ?? '', migrations);
process.send?.(report);
process.disconnect?.();
