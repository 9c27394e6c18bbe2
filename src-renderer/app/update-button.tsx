import { ArrowDownToLine } from 'lucide-react';
import { Button } from '#ui/ui/button.tsx';
import { installUpdate, useUpdate } from './desktop-bridge.ts';

/** There while an update waits. It is never installed without a click. */
export function UpdateButton({ className }: { className?: string }) {
  const version = useUpdate((state) => state.version);
  if (version === null) return null;
  return (
    <Button variant="outline" size="sm" className={className} onClick={installUpdate}>
      <ArrowDownToLine aria-hidden />
      Update to {version}
    </Button>
  );
}
