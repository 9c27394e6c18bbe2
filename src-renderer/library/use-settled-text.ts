import { useEffect, useState } from 'react';

/** A text once typing has paused, so that not every key asks the desktop. */
export function useSettledText(text: string, ms = 200): string {
  const [settled, setSettled] = useState(text);
  useEffect(() => {
    const timer = setTimeout(() => setSettled(text.trim()), ms);
    return () => clearTimeout(timer);
  }, [text, ms]);
  return settled;
}
