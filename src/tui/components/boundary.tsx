import { Component, type ReactNode } from 'react';
import { traceOf } from '../../result.ts';

interface Props {
  readonly children: ReactNode;
  /** Called once, so that the state can say what happened. */
  readonly onBug: (message: string) => void;
  /** Shown instead of the tree that threw. */
  readonly fallback: (message: string) => ReactNode;
}

/** A screen that cannot be drawn is our bug: say so on a clean screen instead of leaving a stack trace on a broken terminal. */
export class Boundary extends Component<Props, { readonly message?: string }> {
  override state: { readonly message?: string } = {};

  static getDerivedStateFromError(error: unknown): { readonly message: string } {
    return { message: traceOf(error) };
  }

  override componentDidCatch(error: unknown): void {
    this.props.onBug(traceOf(error));
  }

  override render(): ReactNode {
    return this.state.message === undefined ? this.props.children : this.props.fallback(this.state.message);
  }
}
