/** Reads how long a video is from the pieces of an MP4 or MOV file: its `mvhd` box says so, wherever in the file it stands. */
export function createLengthReader(): { add(chunk: Buffer): void; durationMs(): number | null } {
  let kept = Buffer.alloc(0);
  let found: number | null = null;
  return {
    add(chunk) {
      if (found !== null) return;
      kept = Buffer.concat([kept, chunk]);
      found = lengthIn(kept);
      // As much as may be the beginning of the box.
      if (found === null) kept = kept.subarray(Math.max(0, kept.length - boxBytes));
    },
    durationMs: () => found,
  };
}

/** From the name to behind the duration, in the longer of its two forms. */
const boxBytes = 4 + 4 + 8 + 8 + 4 + 8;

function lengthIn(bytes: Buffer): number | null {
  const name = bytes.indexOf('mvhd', 0, 'latin1');
  if (name === -1 || name + boxBytes > bytes.length) return null;
  const isLong = bytes[name + 4] === 1;
  const scale = bytes.readUInt32BE(name + (isLong ? 24 : 16));
  const units = isLong ? Number(bytes.readBigUInt64BE(name + 28)) : bytes.readUInt32BE(name + 20);
  return scale === 0 ? null : Math.round((units / scale) * 1000);
}
