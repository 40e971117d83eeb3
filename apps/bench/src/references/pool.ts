import pg from 'pg';
import { product } from '../product/product.ts';

/** A pool as the product's own: the same driver, size and options, with numbers as numbers. */
export function barePool(url: string, size: number): pg.Pool {
  pg.types.setTypeParser(pg.types.builtins.INT8, Number);
  const { extra } = product.dataSourceOptions(url, size) as { extra: pg.PoolConfig };
  return new pg.Pool({ connectionString: url, max: size, ...extra });
}
