import type { EncodedPacket, InputAudioTrack, InputVideoTrack } from 'mediabunny';
import { AppError } from '#shared/model/app-error.ts';
import type { AttachedMedia } from '#shared/model/content.ts';
import { isWholeMp4, isWholeWebm } from './whole-video.ts';

type VideoFacts = Pick<AttachedMedia, 'width' | 'height'> & { video: NonNullable<AttachedMedia['video']> };

/** Bytes of the file that are held at once. */
const CACHE = 4 * 1024 * 1024;
/** Frames looked at for their rate; those of about ten seconds. */
const FRAMES = 300;

/**
 * What is in a video: pixels as it is shown, how long it is and how it is coded. Reads the tables of the file and its last
 * frames, never the whole of it.
 * @throws AppError MEDIA_REFUSED when it is damaged, cut off, or has no picture
 */
export async function probeVideo(file: string, type: AttachedMedia['type']): Promise<VideoFacts> {
  if (!(await (type === 'video/webm' ? isWholeWebm(file) : isWholeMp4(file)))) throw damaged();
  // Loaded on first use: an app that only plans and publishes needs none of it.
  const { FilePathSource, Input, Logging, LogLevel, MP4, QTFF, WEBM } = await import('mediabunny');
  Logging.level = LogLevel.Silent;
  const input = new Input({
    source: new FilePathSource(file, { maxCacheSize: CACHE, handleUnhandledError: () => undefined }),
    formats: [MP4, QTFF, WEBM],
  });
  try {
    const video = await input.getPrimaryVideoTrack();
    if (video === null) throw refused('There is no picture in this video. Choose another file.');
    const audio = await input.getPrimaryAudioTrack();
    const tracks = audio === null ? [video] : [video, audio];
    await Promise.all(tracks.map(lastPacket));
    const [width, height] = [await video.getDisplayWidth(), await video.getDisplayHeight()];
    const seconds = await input.computeDuration(tracks);
    if (width < 1 || height < 1 || !Number.isFinite(seconds)) throw damaged();
    return {
      width: Math.round(width),
      height: Math.round(height),
      video: {
        durationMs: Math.max(0, Math.round(seconds * 1000)),
        codec: await codecOf(video),
        frameRate: await frameRate(video),
        audioCodec: audio && (await codecOf(audio)),
      },
    };
  } catch (fault) {
    throw fault instanceof AppError ? fault : damaged();
  } finally {
    input.dispose();
  }
}

/** What the tables promise at the end must be there. @throws when it is not */
async function lastPacket(track: InputVideoTrack | InputAudioTrack): Promise<EncodedPacket> {
  const { EncodedPacketSink } = await import('mediabunny');
  const packet = await new EncodedPacketSink(track).getPacket(Infinity);
  if (packet === null || packet.data.byteLength === 0) throw damaged();
  return packet;
}

/** By the library's name for it, or by the file's own where that is another one: "s263". */
async function codecOf(track: InputVideoTrack | InputAudioTrack): Promise<string | null> {
  const known = await track.getCodec();
  const own = known ?? (await track.getInternalCodecId());
  return typeof own === 'string' ? own.trim().toLowerCase() : null;
}

/** Frames per second to a hundredth; null where one frame is all there is. */
async function frameRate(track: InputVideoTrack): Promise<number | null> {
  const { averageFrameRate, probedPacketCount } = await track.computeFrameRateMetrics({
    targetPacketCount: FRAMES,
  });
  const rounded = Math.round(averageFrameRate * 100) / 100;
  return probedPacketCount > 1 && Number.isFinite(rounded) && rounded > 0 ? rounded : null;
}

const damaged = () =>
  refused(
    'This video is damaged or not complete. Play it on this computer to check, save it again and add it.',
  );

function refused(message: string): AppError {
  return new AppError('MEDIA_REFUSED', message, { action: 'choose-media' });
}
