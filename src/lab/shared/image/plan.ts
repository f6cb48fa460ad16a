export interface StandInPlan {
  /** An empty folder to work in, on the file system of the cache. */
  readonly scratch: string;
  /** A folder that may hold Debian packages already. */
  readonly prefetched: string;
  readonly image: string;
  /** Called before each program's package is downloaded, with the package's name. */
  readonly onFetch?: (name: string) => void;
  readonly signal?: AbortSignal;
}
