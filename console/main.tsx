import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { startSession } from './session/session.ts';
import './styles.css';
import { startLanguage } from './words/language.ts';

const root = document.getElementById('root');
if (root === null) throw new Error('the page has no place for the console');
await startLanguage((tag) => {
  document.documentElement.lang = tag;
});
createRoot(root).render(<App />);
await startSession();
// Only for machines without a Chinese font: it is loaded after the page stands, and its parts as they are needed.
await import('@fontsource-variable/noto-sans-sc');
