import type { Upload } from '@fingerpost/contracts/files';
import { request } from '../api/request';

export const UPLOADS = '/api/uploads';
export const fetchUpload = (id: string) => request<Upload>(`/uploads/${id}`);
