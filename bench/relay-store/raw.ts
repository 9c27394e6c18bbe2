import type pg from 'pg';

/**
 * What Postgres does at best: a bare row a target, claimed and closed in batches, each batch a durable commit.
 * @returns ms
 */
export async function claimAndCloseRaw(pool: pg.Pool, rows: number, batch: number): Promise<number> {
  await pool.query(`
    DROP TABLE IF EXISTS raw;
    CREATE TABLE raw (
      id uuid PRIMARY KEY DEFAULT gen_random_uuid(), due_at timestamptz NOT NULL, state text NOT NULL DEFAULT 'scheduled',
      fence bigint NOT NULL DEFAULT 0, lease_until timestamptz);
    CREATE INDEX raw_due ON raw (due_at) WHERE state = 'scheduled';
    INSERT INTO raw (due_at) SELECT now() - n * interval '1 ms' FROM generate_series(1, ${rows}) n`);
  await pool.query('VACUUM ANALYZE raw');
  const start = performance.now();
  for (let done = 0; done < rows; ) {
    const claimed = await pool.query<{ id: string; fence: number }>({
      name: 'raw-claim',
      text: claim,
      values: [batch],
    });
    const values = [claimed.rows.map(({ id }) => id), claimed.rows.map(({ fence }) => fence)];
    const closed = await pool.query({ name: 'raw-close', text: close, values });
    done += closed.rowCount ?? 0;
  }
  return performance.now() - start;
}

const claim = `
UPDATE raw SET state = 'claimed', fence = fence + 1, lease_until = now() + interval '15 s'
WHERE id IN (
  SELECT id FROM raw WHERE state = 'scheduled' AND due_at <= now() ORDER BY due_at LIMIT $1 FOR UPDATE SKIP LOCKED)
RETURNING id, fence`;

const close = `
UPDATE raw SET state = 'published', lease_until = NULL
FROM unnest($1::uuid[], $2::bigint[]) AS item(id, fence)
WHERE raw.id = item.id AND raw.fence = item.fence AND raw.state = 'claimed'`;
