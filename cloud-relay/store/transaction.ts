import pg from 'pg';

/** One business action in one transaction, on a connection of the pool. */
export async function inTransaction<T>(
  pool: pg.Pool,
  action: (client: pg.ClientBase) => Promise<T>,
): Promise<T> {
  const client = await pool.connect();
  try {
    const result = await transact(client, action);
    client.release();
    return result;
  } catch (fault) {
    // Only where the database itself said no is the connection known to be whole.
    client.release(!(fault instanceof pg.DatabaseError));
    throw fault;
  }
}

/** The same on a connection of one's own. */
export async function transact<T>(
  client: pg.ClientBase,
  action: (client: pg.ClientBase) => Promise<T>,
): Promise<T> {
  try {
    await client.query('BEGIN');
    const result = await action(client);
    await client.query('COMMIT');
    return result;
  } catch (fault) {
    // Where this fails too the connection is lost, and the transaction with it.
    await client.query('ROLLBACK').catch(() => {});
    throw fault;
  }
}
