import { describe, expect, it } from 'vitest';
import { briefly, type ReceiptStep, stepEnd, stepLines, stepWords } from './step-words.ts';

describe('steps in words', () => {
  it.each([
    ['post', 'Asked X to publish'],
    ['post part 3', 'Asked X to publish part 3'],
    ['publish video', 'Asked X to publish the video'],
    ['publish reel', 'Asked X to publish the reel'],
    ['publish story', 'Asked X to publish the story'],
    ['start video, try 2', 'Opened the upload of the video (again)'],
    ['ask for the post of the video', 'Asked X for the post of the video'],
    ['publish video in one piece', 'Asked X to publish the video'],
    ['upload photo 2', 'Uploaded photo 2'],
    ['photo 2', 'Uploaded photo 2'],
    ['upload photo 2 again', 'Uploaded photo 2 (again)'],
    ['describe photo 2', 'Sent the alt text of photo 2'],
    ['open upload of video', 'Opened the upload of the video'],
    ['open upload of video, try 2', 'Opened the upload of the video (again)'],
    ['send piece 3 of 12 of video, try 2', 'Sent piece 3 of 12 of the video (again)'],
    ['pin', 'Asked X to publish'],
    ['send video, try 2 to byte 8388608', 'Sent a piece of the video (again)'],
    ['send video but for its tail', 'Sent the video up to its last bytes'],
    ['set thumbnail', 'Set the thumbnail'],
    ['hand over draft', 'Sent the video as a draft to the X app'],
    ['lay photos', 'Laid the photos where X fetches them'],
    ['start video', 'Opened the upload of the video'],
    ['video part 4', 'Sent piece 4 of the video'],
    ['finish upload of video', 'Finished the upload of the video'],
    ['wait for video', 'Waited until X was done with the video'],
    ['prepare carousel', 'Gave X the carousel, unseen by anybody'],
    ['prepare photo 2, try 2', 'Gave X photo 2 (again), unseen by anybody'],
    ['send video', 'Sent the video'],
    ['wait for photo', 'Waited until X was done with the photo'],
  ])('%s', (name, words) => {
    expect(stepWords(name, 'X')).toBe(words);
  });

  it('keeps a name that it does not know', () => {
    expect(stepWords('attach the map', 'X')).toBe('Attach the map');
  });
});

function step(name: string, state: ReceiptStep['state'] = 'answered'): ReceiptStep {
  return {
    name,
    visible: name === 'post',
    state,
    startedAt: 1000,
    answeredAt: state === 'answered' ? 1400 : null,
    fingerprint: 'f'.repeat(64),
    answer: null,
  };
}

it('says how a step ended', () => {
  expect(stepEnd(step('post'), 'X', false)).toBe('done in 0.4 s');
  expect(stepEnd(step('post'), 'X', true)).toBe('no answer; found 0.4 s later');
  expect(stepEnd(step('post', 'intent'), 'X', false)).toBe('no answer');
  expect(stepEnd(step('post', 'refused'), 'X', false)).toBe('X said no');
  expect(stepEnd(step('post', 'absent'), 'X', false)).toBe('it did not arrive');
});

it('draws the pieces of a video as one line, but shows the one that failed', () => {
  const lines = stepLines(
    [
      step('open upload of video'),
      step('send piece 1 of 4 of video'),
      step('send piece 2 of 4 of video'),
      step('send piece 3 of 4 of video', 'failed'),
      step('send piece 3 of 4 of video'),
      step('send piece 4 of 4 of video'),
      step('post'),
    ],
    'X',
  );
  expect(lines.map(({ words }) => words)).toEqual([
    'Opened the upload of the video',
    'Sent 2 pieces of the video',
    'Sending piece 3 of 4 of the video',
    'Sent 2 pieces of the video',
    'Asked X to publish',
  ]);
});

it('tells time briefly', () => {
  expect([40, 2000, 2100, 59_000, 180_000, 7_200_000, 259_200_000].map(briefly)).toEqual([
    '0 s',
    '2 s',
    '2.1 s',
    '59 s',
    '3 minutes',
    '2 hours',
    '3 days',
  ]);
});
