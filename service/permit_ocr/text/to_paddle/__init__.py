"""PP-OCR's networks for PaddlePaddle, made of the ONNX files: v6 is published in no format of its own."""
