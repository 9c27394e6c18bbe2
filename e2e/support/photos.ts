import sharp from 'sharp';

/** A photo of a mug in a colour of its own, large enough for every platform. */
export async function photo(name: string, colour: string) {
  const picture = `<svg xmlns="http://www.w3.org/2000/svg" width="1200" height="900">
    <defs><linearGradient id="wall" x2="0" y2="1"><stop stop-color="#f6f1e7"/><stop offset="1" stop-color="#dccfb8"/></linearGradient></defs>
    <rect width="1200" height="900" fill="url(#wall)"/><rect y="640" width="1200" height="260" fill="#9b7653"/>
    <ellipse cx="600" cy="700" rx="260" ry="30" fill="#0003"/>
    <path d="M800 380h70a110 110 0 0 1 0 220h-90" fill="none" stroke="${colour}" stroke-width="46"/>
    <path d="M380 280h440l-30 370a50 50 0 0 1-50 46H460a50 50 0 0 1-50-46z" fill="${colour}"/>
    <ellipse cx="600" cy="280" rx="220" ry="46" fill="#fff8"/><ellipse cx="600" cy="286" rx="196" ry="36" fill="#4a3020"/>
    <path d="M440 340l22 300" stroke="#fff5" stroke-width="26" stroke-linecap="round"/></svg>`;
  return { name, mimeType: 'image/jpeg', buffer: await sharp(Buffer.from(picture)).jpeg().toBuffer() };
}

/** Bytes that open like an MP4 file, as far as anybody here looks. */
export function clip(name: string) {
  const bytes = Buffer.alloc(600_000, 7);
  bytes.set([0, 0, 0, 24, ...Buffer.from('ftypisom')]);
  return { name, mimeType: 'video/mp4', buffer: bytes };
}
