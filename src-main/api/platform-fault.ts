import { AppError } from '#shared/model/app-error.ts';
import { PublishFailure } from '#shared/model/publish-error.ts';
import { UnmappedAnswer } from '#shared/platforms/platform.ts';
import { HttpFailure } from '#shared/publishing/http.ts';

/** Why a platform did not tell what it was asked, for the seller. What is no trouble of the platform passes as it is. */
export function platformFault(failure: unknown, platform: string): unknown {
  const again = { action: 'retry' } as const;
  if (failure instanceof PublishFailure)
    return new AppError('PLATFORM', `${platform}: ${failure.error.message}`, again);
  if (failure instanceof UnmappedAnswer)
    return new AppError(
      'PLATFORM',
      `${platform} gave an answer we do not understand (${failure.status}). Try again in a moment.`,
      again,
    );
  if (failure instanceof HttpFailure)
    return new AppError(
      'UNREACHABLE',
      `${platform} cannot be reached right now. Check the network and try again.`,
      again,
    );
  return failure;
}
