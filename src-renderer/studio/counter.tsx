import type { TextCount } from '#shared/rules/rule-pack.ts';
import { cn } from '#ui/ui/cn.ts';

const number = new Intl.NumberFormat('en');

/** How much of a platform's limit a text uses. Over it, says by how much. */
export function Counter({ count: { used, max }, className }: { count: TextCount; className?: string }) {
  const over = used - max;
  return (
    <span
      className={cn(
        'whitespace-nowrap text-muted-foreground text-xs tabular-nums',
        used > max * 0.9 && 'text-warning',
        over > 0 && 'font-medium text-danger',
        className,
      )}
    >
      {number.format(used)} / {number.format(max)}
      {over > 0 && ` · ${number.format(over)} over`}
    </span>
  );
}
