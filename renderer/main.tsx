import './trusted-types.ts';
import '@mantine/core/styles.css';
import './theme.css';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { guardKeys } from './features/lock/locked-keys.ts';
import { watchPointer } from './pointer.ts';

const root = document.getElementById('root');
if (root === null) throw new Error('index.html has no #root');
watchPointer();
guardKeys();
createRoot(root).render(
  <StrictMode>
    <App />
  </StrictMode>,
);
