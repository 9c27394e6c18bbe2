import { PlatformIcon, platformName } from '#ui/ui/platform-icon.tsx';
import { TargetState } from '#ui/ui/target-state.tsx';
import type { TargetView } from '#shared/contract/posts.ts';

/** How far each account is; accounts in the same state share one badge. */
export function PostStates({ targets }: { targets: readonly TargetView[] }) {
  if (targets.length === 0) return <TargetState state="draft" />;
  const groups = [
    ...Map.groupBy(targets, ({ state, nextLookAt }) => `${state} ${nextLookAt !== null}`).values(),
  ];
  return (
    <span className="flex flex-wrap items-center justify-end gap-x-2.5 gap-y-1">
      {groups.map((group) => {
        const first = group[0];
        if (first === undefined) return null;
        const names = group.map(({ accountName, platform }) => `${accountName} on ${platformName(platform)}`);
        return (
          <span key={first.id} className="inline-flex items-center gap-1" title={names.join('\n')}>
            <span className="sr-only">{names.join(', ')}: </span>
            {[...new Set(group.map(({ platform }) => platform))].map((platform) => (
              <PlatformIcon
                key={platform}
                platform={platform}
                decorative
                className="size-3.5 text-muted-foreground"
              />
            ))}
            {group.length > 1 && (
              <span className="text-muted-foreground text-xs tabular-nums">{group.length}</span>
            )}
            <TargetState state={first.state} nextLookAt={first.nextLookAt} />
          </span>
        );
      })}
    </span>
  );
}
