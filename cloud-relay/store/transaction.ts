import type pg from 'pg';

/** One business action in one transaction. */
export async function inTransaction<T>(
  pool: pg.Pool,
  action: (client: pg.PoolClient) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  let broken = false;
  try {
    await client.query('BEGIN');
    const result = await action(client);
    await client.query('COMMIT');
    return result;
  } catch (fault) {
    await client.query('ROLLBACK').catch(() => {
      broken = true;
    });
    throw fault;
  } finally {
    client.release(broken);
  }
}
