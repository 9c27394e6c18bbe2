import { useState } from 'react';
import { PlatformIcon } from '#ui/ui/platform-icon.tsx';
import { Tabs, TabsContent, TabsList, TabsTrigger } from '#ui/ui/tabs.tsx';
import type { PostView } from '#shared/contract/posts.ts';
import { canonicalJson } from '#shared/model/json.ts';
import { PostLook } from './post-look.tsx';

/** The post as it will stand on its accounts; accounts that get the same share one picture. */
export function PostLooks({ post }: { post: PostView }) {
  const looks = [
    ...Map.groupBy(post.targets, ({ platform, captionOverride, options }) =>
      canonicalJson([platform, captionOverride, options]),
    ).values(),
  ].flatMap(([target, ...more]) => (target === undefined ? [] : [{ target, more: more.length }]));
  const [chosen, setChosen] = useState<string | null>(null);
  const first = looks[0];
  if (first === undefined) return <PostLook post={post} target={null} />;
  if (looks.length === 1) return <PostLook post={post} target={first.target} />;
  const shown = looks.some(({ target }) => target.id === chosen) ? (chosen ?? '') : first.target.id;
  return (
    <Tabs value={shown} onValueChange={setChosen} className="grid gap-3">
      <div className="-m-1 overflow-x-auto p-1">
        <TabsList aria-label="How it looks on">
          {looks.map(({ target, more }) => (
            <TabsTrigger key={target.id} value={target.id}>
              <PlatformIcon platform={target.platform} />
              <span className="max-w-40 truncate">{target.accountName}</span>
              {more > 0 && ` +${more}`}
            </TabsTrigger>
          ))}
        </TabsList>
      </div>
      {looks.map(({ target }) => (
        <TabsContent key={target.id} value={target.id}>
          <PostLook post={post} target={target} />
        </TabsContent>
      ))}
    </Tabs>
  );
}
