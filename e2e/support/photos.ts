import { BufferTarget, EncodedPacket, EncodedVideoPacketSource, Mp4OutputFormat, Output } from 'mediabunny';
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

/** Five seconds of video, of frames that show nothing. */
export async function clip(name: string) {
  const output = new Output({ format: new Mp4OutputFormat(), target: new BufferTarget() });
  const frames = new EncodedVideoPacketSource('avc');
  output.addVideoTrack(frames, { frameRate: 30 });
  await output.start();
  const decoderConfig = { codec: 'avc1.64001f', codedWidth: 1280, codedHeight: 720, description: avc };
  for (let frame = 0; frame < 150; frame++)
    await frames.add(new EncodedPacket(new Uint8Array(4000).fill(7), 'key', frame / 30, 1 / 30), {
      decoderConfig,
    });
  await output.finalize();
  return { name, mimeType: 'video/mp4', buffer: Buffer.from(output.target.buffer ?? new ArrayBuffer(0)) };
}

/** How an H.264 file says which profile and level it has. */
const avc = Uint8Array.of(
  1,
  0x64,
  0,
  0x1f,
  0xff,
  0xe1,
  0,
  4,
  0x67,
  0x64,
  0,
  0x1f,
  1,
  0,
  4,
  0x68,
  0xee,
  0x3c,
  0x80,
);
