// Draws every icon from the three SVGs beside this file. The results are committed, so a build draws nothing:
//   node resources/draw-icons.ts

import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import sharp from 'sharp';

const at = (...path: string[]) => join(import.meta.dirname, ...path);

async function draw(svg: string, size: number): Promise<Buffer> {
  // Drawn large and made smaller, for clean edges at small sizes.
  return sharp(at(svg), { density: 600 }).resize(size, size).png({ compressionLevel: 9 }).toBuffer();
}

/** Windows: a folder of PNGs in one file. */
function ico(pictures: { size: number; png: Buffer }[]): Buffer {
  const head = Buffer.alloc(6 + pictures.length * 16);
  head.writeUInt16LE(1, 2);
  head.writeUInt16LE(pictures.length, 4);
  let offset = head.length;
  for (const [index, { size, png }] of pictures.entries()) {
    const entry = 6 + index * 16;
    head.writeUInt8(size % 256, entry);
    head.writeUInt8(size % 256, entry + 1);
    head.writeUInt16LE(1, entry + 4);
    head.writeUInt16LE(32, entry + 6);
    head.writeUInt32LE(png.length, entry + 8);
    head.writeUInt32LE(offset, entry + 12);
    offset += png.length;
  }
  return Buffer.concat([head, ...pictures.map(({ png }) => png)]);
}

/** macOS: the same, each picture under a type that says its size. */
function icns(pictures: { type: string; png: Buffer }[]): Buffer {
  const chunk = (type: string, content: Buffer) => {
    const head = Buffer.alloc(8);
    head.write(type, 'latin1');
    head.writeUInt32BE(8 + content.length, 4);
    return Buffer.concat([head, content]);
  };
  return chunk('icns', Buffer.concat(pictures.map(({ type, png }) => chunk(type, png))));
}

const sizes = [16, 32, 48, 64, 128, 256, 512, 1024];
const drawn = new Map<number, Buffer>();
for (const size of sizes) drawn.set(size, await draw('icon.svg', size));
const icon = (size: number) => {
  const png = drawn.get(size);
  if (png === undefined) throw new Error(`no icon of ${size} pixels`);
  return png;
};

for (const size of [16, 32, 48, 64, 128, 256, 512])
  await writeFile(at('icons', `${size}x${size}.png`), icon(size));
await writeFile(at('icon.ico'), ico([16, 32, 48, 64, 128, 256].map((size) => ({ size, png: icon(size) }))));
const macTypes = {
  icp4: 16,
  ic11: 32,
  ic12: 64,
  ic07: 128,
  ic13: 256,
  ic08: 256,
  ic14: 512,
  ic09: 512,
  ic10: 1024,
};
await writeFile(
  at('icon.icns'),
  icns(Object.entries(macTypes).map(([type, size]) => ({ type, png: icon(size) }))),
);

await writeFile(at('images', 'icon.png'), icon(256));
for (const [name, svg, size] of [
  ['tray', 'tray.svg', 24],
  ['trayTemplate', 'tray-template.svg', 18],
] as const) {
  await writeFile(at('images', `${name}.png`), await draw(svg, size));
  await writeFile(at('images', `${name}@2x.png`), await draw(svg, size * 2));
}
