import { useLocation } from 'wouter';
import { useDocumentTitle } from '#ui/ui/page-header.tsx';
import { PostPreview } from './post-preview.tsx';

/** One post as a page of its own, for links from notices and receipts. */
export function PostScreen({ postId = '' }: { postId?: string | undefined }) {
  const [, navigate] = useLocation();
  useDocumentTitle('Post');
  return (
    <div className="mx-auto flex min-h-0 w-full max-w-3xl flex-1 flex-col">
      <PostPreview
        postId={postId}
        onEdit={() => navigate(`/studio/${postId}`)}
        onClose={() => navigate('/posts')}
        heading="h1"
      />
    </div>
  );
}
