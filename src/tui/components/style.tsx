import { createContext, useContext } from 'react';
import { type Theme, themeOf } from './theme.ts';

export interface Style {
  readonly theme: Theme;
  /** False where moving parts would disturb: in tests of whole frames. */
  readonly animate: boolean;
}

const StyleContext = createContext<Style>({ theme: themeOf({}), animate: true });

export const StyleProvider = StyleContext.Provider;
export const useStyle = (): Style => useContext(StyleContext);
