interface Option {
  value: number;
  label: string;
}

/** "45 minutes", "2 hours", "1 day". */
export function minutesLabel(minutes: number): string {
  const [count, unit] =
    minutes > 0 && minutes % 1440 === 0
      ? [minutes / 1440, 'day']
      : minutes > 0 && minutes % 60 === 0
        ? [minutes / 60, 'hour']
        : [minutes, 'minute'];
  return `${count} ${unit}${count === 1 ? '' : 's'}`;
}

/** Choices in minutes; a value set elsewhere that is not among them is kept as a choice of its own. */
export function minuteOptions(
  offered: readonly number[],
  current: number,
  label: (minutes: number) => string,
): Option[] {
  return [...new Set([...offered, current])]
    .sort((a, b) => a - b)
    .map((value) => ({ value, label: label(value) }));
}
