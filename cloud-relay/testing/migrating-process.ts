import { connect } from '../store/database.ts';
import { migrate } from '../store/migrate.ts';
import { migrations } from '../store/migrations/all.ts';

// A process that starts: it brings the database up to date and says what it found.

const store = connect(process.argv[2] ?? '');
const report = await migrate(store.pool, migrations);
await store.close();
process.send?.(report);
process.disconnect?.();
