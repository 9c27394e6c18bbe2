import { PageHeader } from '#ui/ui/page-header.tsx';
import { PublisherPanel } from './publisher-panel.tsx';
import { Punctuality } from './punctuality.tsx';
import { Trail } from './trail.tsx';

export function ActivityScreen() {
  return (
    <>
      <PageHeader
        title="Activity"
        description="Whether everything runs, how punctual it is, and all that happened."
      />
      <div className="grid max-w-3xl gap-6 px-6 pb-10">
        <PublisherPanel />
        <Punctuality />
        <Trail />
      </div>
    </>
  );
}
