import { type MetricName, type Metrics, metricNames } from '#shared/model/metrics.ts';

const words: Record<MetricName, readonly [one: string, more: string]> = {
  views: ['view', 'views'],
  reach: ['person reached', 'people reached'],
  likes: ['like', 'likes'],
  comments: ['comment', 'comments'],
  shares: ['share', 'shares'],
  saves: ['save', 'saves'],
  clicks: ['click', 'clicks'],
};
const digits = new Intl.NumberFormat('en-GB');

/** The numbers that are told, with their words, in the order in which they are shown: "1,204" "views". */
export function metricWords(numbers: Metrics): { name: MetricName; count: string; word: string }[] {
  return metricNames.flatMap((name) => {
    const count = numbers[name];
    if (count === undefined) return [];
    const [one, more] = words[name];
    return [{ name, count: digits.format(count), word: count === 1 ? one : more }];
  });
}
