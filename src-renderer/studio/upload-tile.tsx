import { RotateCw, X } from 'lucide-react';
import type { ApiError } from '#ui/api/api-error.ts';
import { Button } from '#ui/ui/button.tsx';
import { cn } from '#ui/ui/cn.ts';
import type { Upload } from './upload-queue.ts';

interface UploadTileProps {
  upload: Upload;
  onRetry: () => void;
  onCancel: () => void;
}

/** A file that is on its way, or why it could not be taken. */
export function UploadTile({ upload, onRetry, onCancel }: UploadTileProps) {
  const { name, previewUrl, isVideo, state, done, error } = upload;
  const failed = state === 'failed';
  return (
    <li
      className={cn(
        'grid grid-cols-1 content-between overflow-hidden rounded-lg border border-border bg-card',
        failed ? 'w-62 border-danger' : 'w-30',
      )}
    >
      {failed ? (
        <div role="alert" className="grid gap-1 p-2 text-xs">
          <span className="truncate font-medium">{name}</span>
          <span className="text-danger">{error?.message}</span>
        </div>
      ) : (
        <Preview url={previewUrl} isVideo={isVideo} />
      )}
      <div className="flex items-center gap-1 p-0.5 pl-2">
        {failed ? (
          <span className="flex-1" />
        ) : (
          <progress
            value={state === 'waiting' ? 0 : done}
            max={1}
            aria-label={`Uploading ${name}`}
            className="h-1 min-w-0 flex-1 accent-primary"
          />
        )}
        {failed && mayHelp(error) && (
          <Button variant="ghost" size="sm" onClick={onRetry}>
            <RotateCw aria-hidden />
            Try again
          </Button>
        )}
        {failed ? (
          <Button variant="ghost" size="sm" aria-label={`Leave out ${name}`} onClick={onCancel}>
            Leave it out
          </Button>
        ) : (
          <Button variant="ghost" size="icon-sm" aria-label={`Stop uploading ${name}`} onClick={onCancel}>
            <X />
          </Button>
        )}
      </div>
    </li>
  );
}

/** The same file again would be refused again. */
function mayHelp(error: ApiError | null): boolean {
  return error?.code !== 'MEDIA_REFUSED' && error?.code !== 'TOO_LARGE';
}

function Preview({ url, isVideo }: { url: string; isVideo: boolean }) {
  const classes = 'aspect-square w-full bg-muted object-cover opacity-60';
  return isVideo ? (
    <video src={url} muted preload="metadata" className={classes} />
  ) : (
    <img src={url} alt="" className={classes} />
  );
}
