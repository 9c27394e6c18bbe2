// docs/schema.md, written from the migrations: a change of the database shows in review as what it does to the tables.
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import Database from 'better-sqlite3';
import { migrations } from '#main/store/migrations/all.ts';
import { root } from './run.mjs';

const file = join(root, 'docs', 'schema.md');

/** The document as it should be. */
export function schemaDoc() {
  const db = new Database(':memory:');
  for (const migration of migrations) db.exec(migration.sql);
  const tables = db
    .prepare(
      `SELECT name, sql FROM sqlite_schema
       WHERE type = 'table' AND name NOT LIKE 'sqlite_%' AND name NOT LIKE '%_fts_%' ORDER BY name`,
    )
    .all();
  const text = [
    '# The tables of the desktop’s database',
    '',
    '<!-- Written by scripts/schema-doc.mjs from src-main/store/migrations; do not edit. -->',
    '',
    `Version ${migrations.at(-1).version}. Instants are ms since 1970 in UTC, ids are UUIDv7, columns named \`*_sealed\` hold ciphertext.`,
    '',
    ...tables.flatMap((table) => tableDoc(db, table)),
  ].join('\n');
  db.close();
  return text;
}

function tableDoc(db, { name, sql }) {
  if (sql.startsWith('CREATE VIRTUAL')) return [`## ${name}`, '', `\`${sql}\``, ''];
  const references = new Map(
    db
      .pragma(`foreign_key_list("${name}")`)
      .map((one) => [
        one.from,
        `${one.table}.${one.to}${one.on_delete === 'NO ACTION' ? '' : `, on delete ${one.on_delete.toLowerCase()}`}`,
      ]),
  );
  const columns = db.pragma(`table_info("${name}")`).map((column) => {
    const notes = [
      column.pk > 0 ? 'key' : '',
      references.has(column.name) ? `→ ${references.get(column.name)}` : '',
      allowedValues(sql, column.name),
    ];
    const type = column.type.toLowerCase() + (column.notnull || column.pk > 0 ? '' : ' or null');
    return `| ${column.name} | ${type} | ${notes.filter(Boolean).join('; ')} |`;
  });
  const indexes = db
    .prepare(
      "SELECT sql FROM sqlite_schema WHERE type = 'index' AND tbl_name = ? AND sql IS NOT NULL ORDER BY name",
    )
    .all(name)
    .map((index) => `- \`${index.sql.replace(/^CREATE /, '').replace(/\s+/g, ' ')}\``);
  const rules = [...sql.matchAll(/^ {2}((?:UNIQUE|CHECK|PRIMARY KEY) .*?),?$/gm)].map(
    (match) => `- \`${match[1]}\``,
  );
  return [
    `## ${name}`,
    '',
    '| column | type | |',
    '|---|---|---|',
    ...columns,
    '',
    ...(rules.length + indexes.length > 0 ? [...rules, ...indexes, ''] : []),
  ];
}

function allowedValues(sql, column) {
  const match = new RegExp(`^ {2}${column} [^\\n]*CHECK \\(${column} IN \\(([^)]*)\\)\\)`, 'm').exec(sql);
  return match === null ? '' : match[1].replaceAll("'", '').replaceAll(', ', ' · ');
}

/** @returns {string[]} */
export function checkSchemaDoc() {
  return readFileSync(file, 'utf8') === schemaDoc()
    ? []
    : ['docs/schema.md is not fresh; run "node scripts/schema-doc.mjs"'];
}

if (process.argv[1] === import.meta.filename) writeFileSync(file, schemaDoc());
