from data_import.demo.delivery import write_demo
