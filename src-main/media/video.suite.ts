import {
  BufferTarget,
  EncodedAudioPacketSource,
  EncodedPacket,
  EncodedVideoPacketSource,
  MovOutputFormat,
  Mp4OutputFormat,
  Output,
  type Rotation,
  WebMOutputFormat,
} from 'mediabunny';

export interface Clip {
  container?: 'mp4' | 'mov' | 'webm';
  /** Pixels as they are stored. */
  width?: number;
  height?: number;
  rotation?: Rotation;
  seconds?: number;
  frameRate?: number;
  codec?: 'avc' | 'hevc' | 'vp9' | 'vp8' | 'av1';
  /** Null: silent. */
  audio?: 'aac' | 'opus' | null;
  /** Bytes of each frame. */
  frameBytes?: number;
  /** The table after the frames, as cameras write it. */
  tableLast?: boolean;
}

const parameters: Readonly<Record<NonNullable<Clip['codec'] | Clip['audio']>, string>> = {
  avc: 'avc1.64001f',
  hevc: 'hvc1.1.6.L93.B0',
  vp9: 'vp09.00.31.08',
  vp8: 'vp8',
  av1: 'av01.0.04M.08',
  aac: 'mp4a.40.2',
  opus: 'opus',
};

/** What a file says of its codec before the first frame; those that are left out say nothing. */
const descriptions: Readonly<Record<string, Uint8Array>> = {
  avc: Uint8Array.of(
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
  ),
  hevc: Uint8Array.of(
    1,
    1,
    0x60,
    0,
    0,
    0,
    0x90,
    0,
    0,
    0,
    0,
    0,
    0x5d,
    0xf0,
    0,
    0xfc,
    0xfd,
    0xf8,
    0xf8,
    0,
    0,
    0x0f,
    0,
  ),
  aac: Uint8Array.of(0x11, 0x90),
};

/** A video whose frames are noise: whole to whoever reads what the file says, and black to whoever plays it. */
export async function clip(wanted: Clip = {}): Promise<Uint8Array> {
  const {
    container = 'mp4',
    width = 1280,
    height = 720,
    seconds = 1,
    frameRate = 30,
    frameBytes = 120,
  } = wanted;
  const { codec = container === 'webm' ? 'vp9' : 'avc', audio = container === 'webm' ? 'opus' : 'aac' } =
    wanted;
  const output = new Output({
    format: formatOf(container, wanted.tableLast ?? false),
    target: new BufferTarget(),
  });
  const video = new EncodedVideoPacketSource(codec);
  output.addVideoTrack(video, { rotation: wanted.rotation ?? 0, frameRate });
  const sound = audio === null ? null : new EncodedAudioPacketSource(audio);
  if (sound !== null) output.addAudioTrack(sound);
  await output.start();
  const frames = Math.round(seconds * frameRate);
  const config = { codec: parameters[codec], codedWidth: width, codedHeight: height, ...described(codec) };
  for (let frame = 0; frame < frames; frame++) {
    const packet = new EncodedPacket(noise(frameBytes, frame), 'key', frame / frameRate, 1 / frameRate);
    await video.add(packet, { decoderConfig: config });
  }
  if (sound !== null && audio !== null) {
    const decoderConfig = {
      codec: parameters[audio],
      sampleRate: 48_000,
      numberOfChannels: 2,
      ...described(audio),
    };
    const packets = Math.round(seconds * 50);
    for (let at = 0; at < packets; at++)
      await sound.add(new EncodedPacket(soundSample(at), 'key', at / 50, 1 / 50), { decoderConfig });
  }
  await output.finalize();
  return new Uint8Array(output.target.buffer ?? new ArrayBuffer(0));
}

function formatOf(container: NonNullable<Clip['container']>, tableLast: boolean) {
  if (container === 'webm') return new WebMOutputFormat();
  const options = { fastStart: tableLast ? false : 'in-memory' } as const;
  return container === 'mov' ? new MovOutputFormat(options) : new Mp4OutputFormat(options);
}

function described(codec: string): { description?: Uint8Array } {
  const description = descriptions[codec];
  return description === undefined ? {} : { description };
}

/** Bytes that are found in no frame. */
export function soundSample(at: number): Uint8Array {
  return Uint8Array.from({ length: 20 }, (_, byte) => (byte * 89 + at * 17 + 3) % 253);
}

function noise(length: number, seed: number): Uint8Array {
  return Uint8Array.from({ length }, (_, at) => (at * 31 + seed * 17 + 7) % 251);
}
