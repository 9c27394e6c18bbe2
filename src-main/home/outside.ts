import { AppError } from '#shared/model/app-error.ts';
import type { AppConfig } from '../host.ts';
import { parseHostMap } from '../http/host-map.ts';
import type { RunningPractice } from './practice.ts';

/**
 * Where posts go: to the practice platforms that were started, to those that PICSCRIPTER_HOSTS names (with
 * PICSCRIPTER_PUBLIC_MEDIA as the place from which they fetch files), or to the real ones. @throws AppError BAD_INPUT
 */
export function outsideOf(
  env: NodeJS.ProcessEnv,
  practice: RunningPractice | null,
): Pick<AppConfig, 'hosts' | 'publicMedia' | 'localReturns'> {
  const localReturns = env['PICSCRIPTER_LOCAL_RETURNS'] === '1';
  if (practice !== null) return { hosts: practice.hosts, publicMedia: practice.publicMedia, localReturns };
  const [hosts, publicMedia] = [env['PICSCRIPTER_HOSTS'], env['PICSCRIPTER_PUBLIC_MEDIA']];
  if (publicMedia !== undefined && hosts === undefined)
    throw new AppError(
      'BAD_INPUT',
      'PICSCRIPTER_PUBLIC_MEDIA is for practice: it goes with PICSCRIPTER_HOSTS.',
    );
  return { hosts: hosts === undefined ? null : parseHostMap(hosts), publicMedia, localReturns };
}
