import { Column, Entity, PrimaryGeneratedColumn } from 'typeorm';
import type { Visibility } from '@fingerpost/contracts/spaces';

@Entity('spaces')
export class SpaceEntity {
  @PrimaryGeneratedColumn('identity', { type: 'bigint', generatedIdentity: 'BY DEFAULT' })
  id: number;

  @Column('text', { unique: true })
  slug: string;

  @Column('text')
  name: string;

  @Column('text', { default: '' })
  summary: string;

  @Column('text', { default: '' })
  description: string;

  @Column('text', { name: 'description_html', default: '' })
  descriptionHtml: string;

  @Column('text')
  visibility: Visibility;

  @Column('bigint', { name: 'created_by', nullable: true })
  createdBy: number | null;

  @Column('bigint', { default: 1 })
  version: number;

  @Column('timestamptz', { name: 'created_at', default: () => 'now()' })
  createdAt: Date;
}
