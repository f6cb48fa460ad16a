import { type Span, span } from './span.ts';

/** Heavy for what is done, light for what is left: readable without colours. */
export function progressBar(done: number, total: number, cells: number): readonly Span[] {
  const full = total === 0 ? 0 : Math.round((done / total) * cells);
  return [span('━'.repeat(full), 'pass'), span('╌'.repeat(cells - full), 'muted')];
}
