// Before the first paint, so that a chosen theme does not flash. Kept out of the page because the content security
// policy allows no inline script.
const theme = localStorage.getItem('theme')
if (theme === 'light' || theme === 'dark') document.documentElement.dataset.theme = theme
