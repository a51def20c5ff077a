import { Tag } from 'antd';
import type { ReactNode } from 'react';

/** How much a mark asks for attention; its words say the same. */
export type ToneName = 'plain' | 'good' | 'busy' | 'warn' | 'bad';

/** A word in a colour that is read well on its ground: Ant Design's own colours for tags have too little contrast. */
export function Tone({ tone = 'plain', children }: { readonly tone?: ToneName; readonly children: ReactNode }) {
  return <Tag className={`tone ${tone}`}>{children}</Tag>;
}
