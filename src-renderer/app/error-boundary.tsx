import { Component, type ReactNode } from 'react';
import { TriangleAlert } from 'lucide-react';
import { Button } from '#ui/ui/button.tsx';

interface Props {
  children: ReactNode;
  /** Shows the children anew when it changes: another page is a way out. */
  resetKey: string;
}
interface State {
  failed: boolean;
  resetKey: string;
}

/** Catches a bug in a screen, so that the rest of the window stays usable. */
export class ErrorBoundary extends Component<Props, State> {
  override state: State = { failed: false, resetKey: this.props.resetKey };

  static getDerivedStateFromError(): Partial<State> {
    return { failed: true };
  }

  static getDerivedStateFromProps(props: Props, state: State): Partial<State> | null {
    return props.resetKey === state.resetKey ? null : { failed: false, resetKey: props.resetKey };
  }

  override render(): ReactNode {
    if (!this.state.failed) return this.props.children;
    return (
      <div role="alert" className="grid justify-items-center gap-1 px-6 py-24 text-center">
        <TriangleAlert aria-hidden className="mb-2 size-6 text-danger" />
        <h1 className="font-semibold text-base">This page broke</h1>
        <p className="max-w-96 text-balance text-base text-muted-foreground">
          That is our fault. Your posts are safe, and what is scheduled still goes out.
        </p>
        <div className="mt-3 flex gap-2">
          <Button variant="outline" onClick={() => this.setState({ failed: false })}>
            Try again
          </Button>
          <Button variant="outline" onClick={() => location.assign('/calendar')}>
            Start afresh
          </Button>
        </div>
      </div>
    );
  }
}
