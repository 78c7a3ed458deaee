import { getRouteApi } from '@tanstack/react-router'
import type { ReactElement } from 'react'
import { Gallery } from '#design-system/gallery/gallery.tsx'

const route = getRouteApi('/gallery')

/** The components of the design system, for those who work on it. */
export function GalleryPage(): ReactElement {
  return <Gallery only={route.useSearch().only} />
}
