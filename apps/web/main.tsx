import { createRoot } from 'react-dom/client'
import { App } from './app.tsx'
import { readAs, wishedLocale, wishedTimeZone } from './messages/index.ts'
import './styles.css'

// The texts come before the first screen, so that nothing is shown in one language and then in another.
await readAs(wishedLocale(), wishedTimeZone())
const root = document.getElementById('root')
if (root) createRoot(root).render(<App />)
